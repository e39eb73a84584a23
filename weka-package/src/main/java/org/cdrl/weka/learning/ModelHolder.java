package org.cdrl.weka.learning;

/** A scheme whose model can do more than the scheme: draw rows, fill them in, score them. */
public interface ModelHolder {
  /** The model; null before one is built, or if there was nothing to learn. */
  LearnedModel learnedModel();
}
