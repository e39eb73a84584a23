package org.cdrl.config;

/** Which training method. */
public enum Method {
  /** With an initializer (Zhu et al., ICLR 2024). */
  CDRL,
  /** Without an initializer: chains start at x_i (Gao et al., ICLR 2021). */
  DRL
}
