package org.ropewalk.reactor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Twisted's producers over a transport's {@link Transport#isWritable()}: the one who writes is told
 * to pause above the high-water mark, and to resume below the low-water mark. A protocol has one,
 * and forwards {@link Protocol#writable()} and {@link Protocol#connectionLost} to it. Belongs to
 * the connection's loop.
 */
public final class Production {
    private final Transport transport;
    private @Nullable Producer producer;
    private boolean streaming;
    private boolean paused;
    private boolean pulling;
    private boolean wrote;

    /** No producer is registered yet. */
    public Production(Transport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    /**
     * Lets {@code newProducer} produce. A push producer ({@code streaming}) writes until it is told
     * to pause; a pull producer writes once each time it is told to resume, the first time inside
     * this call. On a connection that has ended it is told to stop at once.
     *
     * @throws IllegalStateException if there is one already
     */
    public void registerProducer(Producer newProducer, boolean streaming) {
        if (producer != null) {
            throw new IllegalStateException(
                    "cannot register producer "
                            + newProducer
                            + ", because producer "
                            + producer
                            + " was never unregistered");
        }
        if (!transport.isOpen()) {
            newProducer.stopProducing();
            return;
        }
        producer = newProducer;
        this.streaming = streaming;
        paused = false;
        if (!streaming) {
            pull();
        }
    }

    /** Forgets the producer; does nothing if there is none. */
    public void unregisterProducer() {
        producer = null;
    }

    /** Writes for the producer. */
    public void write(byte[] data) {
        transport.write(data);
        wrote = true;
        if (producer != null && streaming && !transport.isWritable() && !paused) {
            paused = true;
            producer.pauseProducing();
        } else if (!streaming) {
            // One that comes late asks for the next by itself.
            pull();
        }
    }

    /** Forwarded by the protocol: less than the low-water mark is queued. */
    public void writable() {
        paused = false;
        if (producer != null && streaming) {
            producer.resumeProducing();
        } else {
            pull();
        }
    }

    /** Asks for more as long as more comes at once. */
    private void pull() {
        if (pulling) {
            return;
        }
        pulling = true;
        try {
            do {
                wrote = false;
                if (producer != null && !streaming && transport.isWritable()) {
                    producer.resumeProducing();
                }
            } while (wrote);
        } finally {
            pulling = false;
        }
    }

    /** Forwarded by the protocol: the connection has ended. */
    public void connectionLost() {
        if (producer != null) {
            Producer stopped = producer;
            producer = null;
            stopped.stopProducing();
        }
    }
}
