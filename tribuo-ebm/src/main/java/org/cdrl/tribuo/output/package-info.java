/**
 * Files that are complete or not there.
 *
 * <p>Depends on the JDK only.
 */
package org.cdrl.tribuo.output;
