/** The graphs that use trained networks: drawing, filling in, scoring, long chains. */
package org.cdrl.internal.sampling;
