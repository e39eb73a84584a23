package org.cdrl;

/** Tells another listener all that it hears; subclasses change some of it. */
public abstract class ForwardingListener implements TrainingListener {
  /** The other listener. */
  protected final TrainingListener listener;

  /** In front of a listener. */
  protected ForwardingListener(TrainingListener listener) {
    this.listener = listener;
  }

  @Override
  public void begins(long parameters) {
    listener.begins(parameters);
  }

  @Override
  public boolean goOn(TrainingProgress progress) {
    return listener.goOn(progress);
  }

  @Override
  public int interval() {
    return listener.interval();
  }

  @Override
  public void busy(String what) {
    listener.busy(what);
  }

  @Override
  public void rolledBack(String cause, long iteration, double learningRateFactor) {
    listener.rolledBack(cause, iteration, learningRateFactor);
  }
}
