package org.cdrl.table;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cdrl.internal.protos.KeyFieldProto;
import org.cdrl.internal.protos.KeyProto;
import org.cdrl.internal.protos.PatternKeysProto;
import org.cdrl.internal.protos.RunningKeysProto;
import org.cdrl.internal.protos.TableProto;
import org.cdrl.table.keys.KeyField;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.table.keys.KeyPattern;
import org.cdrl.table.keys.PatternKeys;
import org.cdrl.table.keys.RunningKeys;

/** What makes keys, as messages. */
final class KeyBytes {
  private KeyBytes() {}

  static void write(Map<String, KeyMaker> keys, TableProto.Builder proto) {
    // The same bytes for the same keys.
    new TreeMap<>(keys)
        .forEach(
            (column, maker) -> {
              KeyProto.Builder key = KeyProto.newBuilder().setColumn(column);
              if (maker instanceof RunningKeys running) {
                key.setRunning(running(running));
              } else {
                key.setPattern(pattern((PatternKeys) maker));
              }
              proto.addKeys(key);
            });
  }

  private static RunningKeysProto running(RunningKeys keys) {
    return RunningKeysProto.newBuilder()
        .setPrefix(keys.prefix())
        .setSuffix(keys.suffix())
        .setWidth(keys.width())
        .setStep(keys.step())
        .setNext(keys.next())
        .build();
  }

  private static PatternKeysProto pattern(PatternKeys keys) {
    PatternKeysProto.Builder pattern =
        PatternKeysProto.newBuilder()
            .setBlock(ByteString.copyFrom(keys.block().toByteArray()))
            .setTaken(ByteString.copyFrom(keys.taken().toByteArray()));
    for (KeyField field : keys.form().fields()) {
      pattern.addFields(
          KeyFieldProto.newBuilder().addAllCharacters(field.characters()).setLeast(field.least()));
    }
    return pattern.build();
  }

  /**
   * Reads what makes keys.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Map<String, KeyMaker> read(TableProto proto) {
    Map<String, KeyMaker> keys = new LinkedHashMap<>();
    for (KeyProto key : proto.getKeysList()) {
      keys.put(
          key.getColumn(),
          switch (key.getMakerCase()) {
            case RUNNING -> running(key.getRunning());
            case PATTERN -> pattern(key.getPattern());
            case MAKER_NOT_SET ->
                throw new IllegalArgumentException(
                    "its column " + key.getColumn() + " has no keys of any kind");
          });
    }
    return keys;
  }

  private static RunningKeys running(RunningKeysProto keys) {
    return new RunningKeys(
        keys.getPrefix(), keys.getSuffix(), keys.getWidth(), keys.getStep(), keys.getNext());
  }

  private static PatternKeys pattern(PatternKeysProto keys) {
    List<KeyField> fields =
        keys.getFieldsList().stream()
            .map(field -> new KeyField(field.getCharactersList(), field.getLeast()))
            .toList();
    TableBytes.require(!keys.getBlock().isEmpty(), "blocks of keys", 0);
    return new PatternKeys(
        new KeyPattern(fields),
        new BigInteger(keys.getBlock().toByteArray()),
        BitSet.valueOf(keys.getTaken().toByteArray()));
  }
}
