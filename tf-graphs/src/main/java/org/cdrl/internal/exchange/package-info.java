/**
 * Models of other programs: checkpoints of the authors' PyTorch program, and safetensors files.
 *
 * <p>May depend on {@code graph} and {@code ImageArchitecture}. Nothing that is read is executed.
 */
package org.cdrl.internal.exchange;
