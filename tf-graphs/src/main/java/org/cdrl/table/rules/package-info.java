/**
 * Rules between columns: found in a table or asked for, and kept in every row that is drawn or
 * filled in. {@link org.cdrl.table.rules.Rules} is the way in.
 *
 * <p>A rule is told only if all rows of the table obey it, or nearly all, and if at least a hundred
 * would break it were one of its columns shuffled. So it is not what chance or the ranges of
 * columns explain. Ranges and grains of single columns are kept by their codes; they are told, and
 * are no rules here. A rule that some rows break is told, and is not kept unless it was asked for.
 *
 * <p>Every column is decided by one rule at most, and none by what follows from it. So one pass
 * through the rules in their order makes a drawn row obey. A pass in the opposite order comes
 * before: it fits open cells to those that were given. Where given cells leave several rules at
 * odds, {@link org.cdrl.table.rules.RowSearch} looks for cells that obey all of them. Exact rules
 * are chosen before orders; orders that follow from others are left out.
 *
 * <p>Of an order, the distance of the two numbers is learned as one more column, which says how
 * close they are more sharply than the two can. It decides the larger number, unless the values of
 * that repeat more often. Nothing is lost: where the larger number is given, it decides the smaller
 * one. Where rows are drawn without it, for it would be too fine there, the larger number is raised
 * to the smaller one if it has to be.
 */
package org.cdrl.table.rules;
