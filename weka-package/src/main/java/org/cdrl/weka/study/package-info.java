/**
 * The work behind the Explorer's tab, without windows: a data set under study, training a model of
 * it, drawing rows, and what is to be seen of real and drawn rows.
 *
 * <p>Everything here blocks until it is done and ends when its thread is interrupted; {@code
 * org.cdrl.weka.view} runs it beside the event thread.
 */
package org.cdrl.weka.study;
