package org.cdrl.internal.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the pickle of a PyTorch checkpoint, and refuses every class but the few that hold tensors:
 * a pickle may name any function of Python and call it.
 */
final class SafeUnpickler extends Unpickler {
  /** PyTorch's own limit. */
  private static final int MOST_AXES = 64;

  /** Of a class, in a message. */
  private static final int LONGEST_NAME = 100;

  /** A type of numbers, as PyTorch names its storages. */
  enum Numbers {
    FLOAT(4),
    DOUBLE(8),
    HALF(2),
    BFLOAT16(2),
    LONG(8),
    INT(4),
    BOOL(1);

    final int bytes;

    Numbers(int bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * Where a tensor's numbers lie in the archive.
   *
   * @param type of the numbers
   * @param key name of the entry
   * @param size how many
   */
  record Storage(Numbers type, String key, long size) {}

  /** A view of a storage. */
  record Tensor(Storage storage, long offset, int[] shape, long[] stride) {}

  /** A named class, which the pickle may call. */
  private record Allowed(String name, IObjectConstructor constructor)
      implements IObjectConstructor {
    @Override
    public Object construct(Object[] arguments) {
      return constructor.construct(arguments);
    }
  }

  /** A type of storage, which the pickle only mentions. */
  private record StorageType(Numbers numbers) implements IObjectConstructor {
    @Override
    public Object construct(Object[] arguments) {
      throw new PickleException("A storage is called as if it were a function");
    }
  }

  private static final Map<String, IObjectConstructor> ALLOWED = allowed();

  private static Map<String, IObjectConstructor> allowed() {
    Map<String, IObjectConstructor> allowed = new LinkedHashMap<>();
    allowed.put("collections.OrderedDict", arguments -> new LinkedHashMap<Object, Object>());
    allowed.put("torch._utils._rebuild_tensor_v2", SafeUnpickler::tensor);
    allowed.put("torch._utils._rebuild_parameter", arguments -> arguments[0]);
    allowed.put("torch.FloatStorage", new StorageType(Numbers.FLOAT));
    allowed.put("torch.DoubleStorage", new StorageType(Numbers.DOUBLE));
    allowed.put("torch.HalfStorage", new StorageType(Numbers.HALF));
    allowed.put("torch.BFloat16Storage", new StorageType(Numbers.BFLOAT16));
    allowed.put("torch.LongStorage", new StorageType(Numbers.LONG));
    allowed.put("torch.IntStorage", new StorageType(Numbers.INT));
    allowed.put("torch.BoolStorage", new StorageType(Numbers.BOOL));
    return allowed;
  }

  /**
   * What PyTorch writes and what can grow no faster than the pickle. Others build dictionaries and
   * sets of anything, whose hash codes may take for ever, or numbers from texts of any length.
   */
  private static final Set<Short> READ =
      Set.of(
          Opcodes.PROTO,
          Opcodes.FRAME,
          Opcodes.STOP,
          Opcodes.MARK,
          Opcodes.NONE,
          Opcodes.NEWTRUE,
          Opcodes.NEWFALSE,
          Opcodes.BININT,
          Opcodes.BININT1,
          Opcodes.BININT2,
          Opcodes.LONG1,
          Opcodes.BINFLOAT,
          Opcodes.BINUNICODE,
          Opcodes.SHORT_BINUNICODE,
          Opcodes.EMPTY_LIST,
          Opcodes.APPEND,
          Opcodes.APPENDS,
          Opcodes.EMPTY_TUPLE,
          Opcodes.TUPLE,
          Opcodes.TUPLE1,
          Opcodes.TUPLE2,
          Opcodes.TUPLE3,
          Opcodes.EMPTY_DICT,
          Opcodes.BINGET,
          Opcodes.LONG_BINGET,
          Opcodes.BINPUT,
          Opcodes.LONG_BINPUT,
          Opcodes.MEMOIZE,
          Opcodes.BINPERSID,
          Opcodes.REDUCE);

  /** Bytes of a pickle, all there, so that {@code available} is what is left of it. */
  @Override
  public Object loads(byte[] pickle) throws IOException {
    return load(new ByteArrayInputStream(pickle));
  }

  @Override
  protected Object dispatch(short key) throws IOException {
    switch (key) {
      case Opcodes.GLOBAL -> {
        String module = PickleUtils.readline(input);
        stack.add(named(module, PickleUtils.readline(input)));
      }
      case Opcodes.STACK_GLOBAL -> {
        String name = (String) stack.pop();
        stack.add(named((String) stack.pop(), name));
      }
      case Opcodes.BUILD -> {
        // The state of an ordered dictionary is its version, of which nothing is needed.
        stack.pop();
        map();
      }
      case Opcodes.SETITEM -> {
        Object value = stack.pop();
        put(stack.pop(), value);
      }
      case Opcodes.SETITEMS -> {
        // In their order, on which averages depend; the library would lose it.
        List<Object> items = stack.pop_all_since_marker();
        if (items.size() % 2 != 0) {
          throw new PickleException("A dictionary has a key without a value");
        }
        for (int n = 0; n < items.size(); n += 2) {
          put(items.get(n), items.get(n + 1));
        }
      }
      default -> {
        if (!READ.contains(key)) {
          throw new PickleException(
              "It uses the instruction " + key + ", which PyTorch's checkpoints do without");
        }
        if (key == Opcodes.BINUNICODE) {
          requireText();
        }
        return super.dispatch(key);
      }
    }
    return NO_RETURN_VALUE;
  }

  /** Fails where a text is said to be longer than what is left; the library would make room. */
  private void requireText() throws IOException {
    input.mark(Integer.BYTES);
    long length = Integer.toUnsignedLong(PickleUtils.bytes_to_integer(readBytes(Integer.BYTES)));
    input.reset();
    if (length > input.available() - Integer.BYTES) {
      throw new PickleException(
          "A text is said to have "
              + length
              + " bytes, but only "
              + (input.available() - Integer.BYTES)
              + " are left");
    }
  }

  private byte[] readBytes(int count) throws IOException {
    byte[] bytes = input.readNBytes(count);
    if (bytes.length < count) {
      throw new PickleException("It is cut off");
    }
    return bytes;
  }

  @SuppressWarnings("unchecked")
  private Map<Object, Object> map() {
    if (stack.peek() instanceof Map<?, ?> map) {
      return (Map<Object, Object>) map;
    }
    throw new PickleException("Items are put into something that is no dictionary");
  }

  private void put(Object key, Object value) {
    // The hash code of a list or tuple asks all that is in it, which may be itself.
    if (!(key instanceof String || key instanceof Number || key instanceof Boolean)) {
      throw new PickleException("A key of a dictionary is neither a text nor a number");
    }
    map().put(key, value);
  }

  private static IObjectConstructor named(String module, String name) {
    String whole = module + "." + name;
    IObjectConstructor found = ALLOWED.get(whole);
    if (found == null) {
      throw new PickleException(
          "It refers to "
              + whole.substring(0, Math.min(LONGEST_NAME, whole.length()))
              + ", which is none of the classes that hold tensors; such a file could run programs"
              + " in Python, and is not read");
    }
    return found instanceof StorageType ? found : new Allowed(whole, found);
  }

  @Override
  protected Object persistentLoad(Object id) {
    if (id instanceof Object[] parts
        && parts.length >= 5
        && "storage".equals(parts[0])
        && parts[1] instanceof StorageType type
        && parts[2] instanceof String key
        && parts[4] instanceof Number size) {
      return new Storage(type.numbers(), key, size.longValue());
    }
    throw new PickleException("A reference to data is not PyTorch's");
  }

  private static Object tensor(Object[] arguments) {
    if (arguments.length < 4
        || !(arguments[0] instanceof Storage storage)
        || !(arguments[1] instanceof Number offset)
        || !(arguments[2] instanceof Object[] shape)
        || !(arguments[3] instanceof Object[] stride)
        || shape.length != stride.length) {
      throw new PickleException("A tensor is not described as PyTorch does");
    }
    if (shape.length > MOST_AXES) {
      throw new PickleException("A tensor has " + shape.length + " axes; PyTorch has " + MOST_AXES);
    }
    int[] sizes = new int[shape.length];
    long[] strides = new long[shape.length];
    long last = offset.longValue();
    long values = 1;
    for (int n = 0; n < sizes.length; n++) {
      sizes[n] = Math.toIntExact(((Number) shape[n]).longValue());
      strides[n] = ((Number) stride[n]).longValue();
      if (sizes[n] < 0 || strides[n] < 0) {
        throw new PickleException("A tensor has a negative size");
      }
      values = Math.multiplyExact(values, (long) sizes[n]);
      last = Math.addExact(last, Math.multiplyExact(Math.max(0, sizes[n] - 1L), strides[n]));
    }
    // Nor may it repeat numbers, lest a small file fill the memory.
    if (offset.longValue() < 0 || values > storage.size() || values > 0 && last >= storage.size()) {
      throw new PickleException("A tensor reaches beyond its storage " + storage.key());
    }
    return new Tensor(storage, offset.longValue(), sizes, strides);
  }
}
