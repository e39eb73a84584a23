/**
 * What the Explorer's tab looks like: controls, charts and tables of a study, all on the event
 * thread; what takes time runs beside it ({@link org.cdrl.weka.view.Background}).
 *
 * <p>{@link org.cdrl.weka.view.StudyPanel} is the whole; the rest are its parts.
 */
package org.cdrl.weka.view;
