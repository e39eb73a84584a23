/**
 * Short stories for users of Tribuo, each a program to be read from top to bottom and run with
 * {@code examples/run tribuo.NAME}. They need no files: data come from Tribuo's own generators.
 * Models are small and trained briefly, so that a story takes about a minute; the defaults take
 * longer and are better.
 */
package org.cdrl.examples.tribuo;
