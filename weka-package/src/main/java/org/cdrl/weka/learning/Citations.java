package org.cdrl.weka.learning;

import weka.core.TechnicalInformation;
import weka.core.TechnicalInformation.Field;
import weka.core.TechnicalInformation.Type;

/** The papers behind the schemes. */
public final class Citations {
  private Citations() {}

  /** Cooperative Diffusion Recovery Likelihood. */
  public static TechnicalInformation cdrl() {
    TechnicalInformation paper = new TechnicalInformation(Type.INPROCEEDINGS);
    paper.setValue(Field.AUTHOR, "Yaxuan Zhu and Jianwen Xie and Ying Nian Wu and Ruiqi Gao");
    paper.setValue(
        Field.TITLE, "Learning Energy-Based Models by Cooperative Diffusion Recovery Likelihood");
    paper.setValue(Field.BOOKTITLE, "International Conference on Learning Representations");
    paper.setValue(Field.YEAR, "2024");
    TechnicalInformation before = paper.add(Type.INPROCEEDINGS);
    before.setValue(
        Field.AUTHOR,
        "Ruiqi Gao and Yang Song and Ben Poole and Ying Nian Wu and Diederik P. Kingma");
    before.setValue(Field.TITLE, "Learning Energy-Based Models by Diffusion Recovery Likelihood");
    before.setValue(Field.BOOKTITLE, "International Conference on Learning Representations");
    before.setValue(Field.YEAR, "2021");
    return paper;
  }
}
