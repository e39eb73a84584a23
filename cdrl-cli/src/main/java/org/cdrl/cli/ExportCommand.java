package org.cdrl.cli;

import java.nio.file.Path;
import org.apache.commons.cli.Options;
import org.cdrl.ModelExchange;
import org.cdrl.files.WholeFile;

/** Writes a model's weights for other programs. */
final class ExportCommand implements Command {
  @Override
  public String name() {
    return "export";
  }

  @Override
  public String summary() {
    return "writes the weights of a model of images as safetensors";
  }

  @Override
  public String description() {
    return "Writes the weights of a model of images as a .safetensors file, with the names and"
        + " shapes of the CDRL authors' PyTorch program behind \"energy.\" and \"initializer.\"."
        + " Its metadata have settings, attributes and labels as JSON under \"cdrl\", so that"
        + " 'cdrl import' makes the same model of it.";
  }

  @Override
  public String operand() {
    return "MODEL";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(CommonOptions.written(CommonOptions.OUT, "FILE", "The .safetensors file."));
  }

  @Override
  public void run(Arguments arguments, Console console) throws Exception {
    Path out = arguments.requiredPath(CommonOptions.OUT);
    try (ImageModel model = ImageModel.load(arguments.operand())) {
      WholeFile.write(out, stream -> ModelExchange.writeSafeTensors(model.model(), stream));
    }
    console.err().println("Wrote " + out);
  }
}
