/**
 * Model files and training checkpoints: a checked frame around one protobuf message. A checkpoint
 * is a model file that also holds the state of the optimizers.
 */
package org.cdrl.internal.persistence;
