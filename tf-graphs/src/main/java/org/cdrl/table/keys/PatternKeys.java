package org.cdrl.table.keys;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;

/** Keys of a pattern, from blocks in which the data had none; the package tells of blocks. */
public final class PatternKeys implements KeyMaker {
  /** Of the order that is cut into blocks. */
  private static final long ORDER = 0x6B657973L;

  private static final BigInteger SMALLEST_BLOCK = BigInteger.TWO;

  /** With as many times more blocks than keys, about half of the blocks hold one: 1 / ln 2. */
  private static final double BLOCKS_PER_KEY = 1.44;

  private final KeyPattern form;
  private final BigInteger block;
  private final BitSet taken;

  /** Blocks without keys of the data; all are full but perhaps the last of all. */
  private final int[] open;

  private final BigInteger free;
  private final Shuffle order;

  /**
   * Keys of which blocks are known.
   *
   * @param form what they look like
   * @param block keys in a block, at least 1; the last block may have fewer
   * @param taken blocks that hold keys of the data
   * @throws IllegalArgumentException if these do not fit together
   */
  public PatternKeys(KeyPattern form, BigInteger block, BitSet taken) {
    this.form = form;
    this.block = block;
    this.taken = (BitSet) taken.clone();
    BigInteger size = form.size();
    BigInteger blocks =
        block.signum() <= 0
            ? BigInteger.ZERO
            : size.add(block).subtract(BigInteger.ONE).divide(block);
    if (blocks.signum() == 0
        || blocks.bitLength() >= Integer.SIZE
        || taken.length() > blocks.intValue()) {
      throw new IllegalArgumentException(
          "Keys of " + form + " are not " + taken.length() + " blocks of " + block);
    }
    int count = blocks.intValue();
    open = new int[count - taken.cardinality()];
    for (int n = 0, b = taken.nextClearBit(0); n < open.length; n++) {
      open[n] = b;
      b = taken.nextClearBit(b + 1);
    }
    BigInteger full = block.multiply(BigInteger.valueOf(open.length));
    BigInteger lacking = block.multiply(blocks).subtract(size);
    free = open.length > 0 && open[open.length - 1] == count - 1 ? full.subtract(lacking) : full;
    order = new Shuffle(size, ORDER);
  }

  /**
   * Keys beside those of the data.
   *
   * @param keys of the data, each as its parts
   */
  static PatternKeys beside(KeyPattern form, List<List<String>> keys) {
    BigInteger size = form.size();
    BigInteger block =
        size.divide(BigInteger.valueOf((long) Math.ceil(BLOCKS_PER_KEY * keys.size())))
            .max(SMALLEST_BLOCK);
    Shuffle order = new Shuffle(size, ORDER);
    BitSet taken = new BitSet();
    keys.forEach(parts -> taken.set(order.placeOf(form.rank(parts)).divide(block).intValue()));
    return new PatternKeys(form, block, taken);
  }

  /** What they look like. */
  public KeyPattern form() {
    return form;
  }

  /** Keys in a block. */
  public BigInteger block() {
    return block;
  }

  /** Blocks that hold keys of the data. */
  public BitSet taken() {
    return (BitSet) taken.clone();
  }

  @Override
  public String pattern() {
    return form.toString();
  }

  @Override
  public BigInteger free() {
    return free;
  }

  @Override
  public String key(long seed, long row) {
    BigInteger at = BigInteger.valueOf(row);
    if (row < 0 || at.compareTo(free) >= 0) {
      throw new IllegalArgumentException(
          "There is no key " + row + ", only " + free + " of " + pattern());
    }
    BigInteger[] place = new Shuffle(free, seed).at(at).divideAndRemainder(block);
    BigInteger first = block.multiply(BigInteger.valueOf(open[place[0].intValue()]));
    return form.text(order.at(first.add(place[1])));
  }

  @Override
  public String description() {
    return "codes of the pattern " + pattern();
  }
}
