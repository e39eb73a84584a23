/** Noise schedules: how much signal and noise each of the T levels holds, as plain numbers. */
package org.cdrl.schedule;
