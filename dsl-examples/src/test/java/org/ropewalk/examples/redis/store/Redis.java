package org.ropewalk.examples.redis.store;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ropewalk.line.Bytes;

/** A store whose time and chance belong to a test. */
final class Redis {
    static final long START_MS = 1_764_468_000_000L;

    private long nowMs = START_MS;
    final Store store;

    Redis() {
        this(1 << 20);
    }

    Redis(long maxBytes) {
        store = new Store(maxBytes, () -> nowMs, new Random(1));
    }

    void passMs(long ms) {
        nowMs += ms;
    }

    static Bytes bytes(String text) {
        return Bytes.of(text);
    }

    static List<Bytes> list(String... texts) {
        return Stream.of(texts).map(Bytes::of).toList();
    }
}
