/**
 * What the Explorer's tab looks like: controls, charts and tables of a study, all on the event
 * thread; what takes time runs beside it ({@link org.cdrl.weka.view.Background}).
 *
 * <p>{@link org.cdrl.weka.view.StudyPanel} is the whole; the rest are its parts. May depend on
 * {@code org.cdrl.weka.study}, the engine's public API, Swing and XChart; of Weka, on data only.
 */
package org.cdrl.weka.view;
