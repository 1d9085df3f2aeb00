package org.ropewalk.examples.redis.store;

import java.util.List;
import org.ropewalk.line.Bytes;

/** A part of a scan, and the cursor for the next; {@code 0} if it was the last. */
public record Scanned(String cursor, List<Bytes> elements) {}
