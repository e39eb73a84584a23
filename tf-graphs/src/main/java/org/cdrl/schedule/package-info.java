/**
 * Noise schedules: how much signal and noise each of the T levels holds, as plain numbers.
 *
 * <p>Depends on nothing else of the project.
 */
package org.cdrl.schedule;
