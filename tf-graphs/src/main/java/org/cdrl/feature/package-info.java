/**
 * Features of images, to compare sets of images by: from a network that the user brings, or of a
 * small classifier trained here.
 *
 * <p>What is computed from features is in {@code metrics}.
 */
package org.cdrl.feature;
