/** Model files and training checkpoints: one protobuf format with a checked frame. */
package org.cdrl.internal.persistence;
