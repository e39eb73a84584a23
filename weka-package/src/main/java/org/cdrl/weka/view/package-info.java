/**
 * What the Explorer's tab looks like: controls, charts and tables of a study, all on the event
 * thread. Work runs beside it, one piece after the other ({@link org.cdrl.weka.view.Background}).
 *
 * <p>{@link org.cdrl.weka.view.StudyPanel} is the whole; the rest are its parts. Views compare what
 * they show with what the session has. The session knows what exists nowhere else (a model,
 * generated rows, a run that can go on), and the host asks before an action loses it.
 */
package org.cdrl.weka.view;
