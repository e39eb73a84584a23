/**
 * Data sets that make examples when they are asked for: trainers read tables and images as their
 * sources have them.
 */
package org.cdrl.tribuo.dataset;
