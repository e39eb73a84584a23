package org.cdrl.feature;

/**
 * What a network makes of images.
 *
 * @param values features, [n][f]
 * @param probabilities of its classes, [n][c]; null if it has none
 */
public record Features(float[][] values, float[][] probabilities) {}
