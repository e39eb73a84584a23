package org.cdrl.internal.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cdrl.config.ImageArchitecture;

/**
 * What networks' tensors tell of their architecture.
 *
 * @param image the architecture
 * @param conditions length of the one-hot condition vector, the empty class included; 0 for none
 * @param assumed what shapes cannot tell, and what was taken for it
 */
public record InferredArchitecture(ImageArchitecture image, int conditions, List<String> assumed) {
  private static final Pattern ENERGY_BLOCK =
      Pattern.compile("module_list\\.(\\d+)\\.conv1\\.weight_orig");
  private static final Pattern DOWN =
      Pattern.compile("downs\\.(\\d+)\\.(\\d+)\\.(conv1|to_qkv)\\.weight");

  public InferredArchitecture {
    assumed = List.copyOf(assumed);
  }

  /**
   * Infers it.
   *
   * @param energy f's tensors
   * @param initializer g's tensors
   * @param size of the images, or 0 to take it from where the initializer has attention
   * @throws IllegalArgumentException saying what does not fit, or what must be told
   */
  public static InferredArchitecture of(
      Map<String, NamedTensor> energy, Map<String, NamedTensor> initializer, int size) {
    List<String> assumed = new ArrayList<>();
    int[] input = shape(energy, "module_list.0.weight_orig", 4);
    int width = input[0];
    int channels = input[1];
    List<Integer> energyMultipliers = new ArrayList<>();
    int energyBlocks = energyBlocks(energy, width, energyMultipliers);
    boolean freeConditions = energy.containsKey("y_map.weight");
    String conditionLayer = freeConditions ? "y_map.weight" : "y_map.weight_orig";
    int conditions = energy.containsKey(conditionLayer) ? shape(energy, conditionLayer, 2)[1] : 0;
    assumed.add("activation LeakyReLU(0.2)");

    int[] first = shape(initializer, "init_conv.weight", 4);
    int patch = patch(channels, first[1]);
    int hidden =
        initializer.containsKey("y_mlp.0.weight") ? shape(initializer, "y_mlp.0.weight", 2)[1] : 0;
    if (hidden != conditions) {
      throw new IllegalArgumentException(
          "The energy knows " + conditions + " classes, the initializer " + hidden);
    }
    TreeMap<Integer, Integer> blocks = new TreeMap<>();
    TreeMap<Integer, Integer> channelsOf = new TreeMap<>();
    TreeMap<Integer, Boolean> attends = new TreeMap<>();
    for (String name : initializer.keySet()) {
      Matcher matcher = DOWN.matcher(name);
      if (matcher.matches()) {
        int level = Integer.parseInt(matcher.group(1));
        boolean attention = matcher.group(3).equals("to_qkv");
        attends.merge(level, attention, Boolean::logicalOr);
        if (!attention) {
          blocks.merge(level, 1, Integer::sum);
          channelsOf.put(level, shape(initializer, name, 4)[0]);
        }
      }
    }
    int last = blocks.isEmpty() ? 0 : blocks.lastKey();
    if (blocks.size() != last + 1) {
      throw new IllegalArgumentException("The initializer is no U-Net: it has levels " + blocks);
    }
    // All levels but the last end with a block that halves the resolution.
    int initializerBlocks = blocks.get(last);
    blocks
        .headMap(last)
        .forEach(
            (level, count) -> {
              if (count != initializerBlocks + 1) {
                throw new IllegalArgumentException(
                    "Level "
                        + level
                        + " of the initializer has "
                        + count
                        + " blocks, not "
                        + (initializerBlocks + 1));
              }
            });
    List<Integer> multipliers = channelsOf.values().stream().map(c -> c / first[0]).toList();
    int images = size > 0 ? size : patch * size(attends);
    if (size == 0) {
      assumed.add("size " + images + ", because attention begins at the level that would be 16");
    }
    List<Integer> attention = new ArrayList<>();
    attends.forEach(
        (level, there) -> {
          if (there) {
            attention.add((images / patch) >> level);
          }
        });
    assumed.add("one attention head; no tanh at the output");
    ImageArchitecture image =
        new ImageArchitecture(
                images,
                channels,
                width,
                energyMultipliers,
                energyBlocks,
                first[0],
                multipliers,
                initializerBlocks,
                List.of(),
                .1,
                !freeConditions)
            .with(ImageArchitecture.INITIALIZER_PATCH, patch)
            .with(ImageArchitecture.ATTENTION, attention);
    return new InferredArchitecture(image, conditions, assumed);
  }

  /** The side of the squares of pixels that enter the initializer as one. */
  private static int patch(int channels, int ofInitializer) {
    int patch = (int) Math.round(Math.sqrt(ofInitializer / (double) channels));
    if (patch * patch * channels != ofInitializer) {
      throw new IllegalArgumentException(
          "The energy is of " + channels + " channels, the initializer of " + ofInitializer);
    }
    return patch;
  }

  /** Blocks per resolution; a number without a block is a pooling layer's. */
  private static int energyBlocks(
      Map<String, NamedTensor> energy, int width, List<Integer> multipliers) {
    TreeMap<Integer, Integer> outputs = new TreeMap<>();
    for (String name : energy.keySet()) {
      Matcher matcher = ENERGY_BLOCK.matcher(name);
      if (matcher.matches()) {
        outputs.put(Integer.parseInt(matcher.group(1)), shape(energy, name, 4)[0]);
      }
    }
    List<Integer> counts = new ArrayList<>();
    int before = -1;
    for (Map.Entry<Integer, Integer> block : outputs.entrySet()) {
      if (block.getKey() != before + 1 || counts.isEmpty()) {
        counts.add(0);
        multipliers.add(block.getValue() / width);
      }
      counts.set(counts.size() - 1, counts.get(counts.size() - 1) + 1);
      before = block.getKey();
    }
    if (counts.isEmpty() || counts.stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "The energy has " + counts + " blocks per resolution, which should be the same for all");
    }
    return counts.get(0);
  }

  private static int size(TreeMap<Integer, Boolean> attends) {
    for (Map.Entry<Integer, Boolean> level : attends.entrySet()) {
      if (level.getValue()) {
        return 16 << level.getKey();
      }
    }
    throw new IllegalArgumentException(
        "The size of the images cannot be inferred from the weights, since the initializer has no"
            + " attention on its way down; give it");
  }

  private static int[] shape(Map<String, NamedTensor> tensors, String name, int axes) {
    NamedTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("There is no tensor " + name);
    }
    if (tensor.shape().length != axes) {
      throw new IllegalArgumentException(
          name + " has " + tensor.shape().length + " axes, not " + axes);
    }
    for (int length : tensor.shape()) {
      if (length < 1) {
        throw new IllegalArgumentException(
            name + " has the shape " + Arrays.toString(tensor.shape()) + " and no values");
      }
    }
    return tensor.shape();
  }
}
