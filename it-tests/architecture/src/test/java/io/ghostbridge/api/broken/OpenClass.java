package io.ghostbridge.api.broken;

/** Anyone may extend it. */
public class OpenClass {}
