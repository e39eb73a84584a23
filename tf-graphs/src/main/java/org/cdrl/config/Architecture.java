package org.cdrl.config;

/** What the two networks are made of. */
public sealed interface Architecture permits VectorArchitecture, ImageArchitecture {}
