/**
 * Keys: columns that say of every row which one it is, such as running numbers, codes and UUIDs.
 * They are not learned, and made anew in drawn rows: of the same pattern, none twice, and none that
 * the data had.
 *
 * <p>Of the data's keys no list is kept. Of running numbers the largest is known, after which they
 * go on. All possible keys of a pattern are shuffled and cut into blocks of equal size, so that
 * about half of the blocks hold a key of the data; which do is a bit each, and new keys come from
 * the other blocks. So of a key that somebody guesses, a model file says "no" or "may be". Blocks
 * of fewer than two keys would tell more and are not made. This is {@link
 * org.cdrl.table.keys.PatternKeys}; a Bloom filter (1970) with one hash function does the same, but
 * cannot count what is left.
 */
package org.cdrl.table.keys;
