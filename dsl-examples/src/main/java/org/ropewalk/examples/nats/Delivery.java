package org.ropewalk.examples.nats;

import java.util.Optional;
import org.ropewalk.line.Bytes;

/** A message on its way to one subscription. */
record Delivery(
        String subject, String sid, Optional<String> reply, Optional<Bytes> headers, Bytes data) {}
