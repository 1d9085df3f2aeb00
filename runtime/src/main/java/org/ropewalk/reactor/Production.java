package org.ropewalk.reactor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Twisted's producers over {@link Transport#isWritable()}: the producer is paused above the
 * high-water mark, and resumed below the low-water mark. A protocol has one, and forwards {@link
 * Protocol#writable()} and {@link Protocol#connectionLost} to it. Belongs to the connection's loop.
 */
public final class Production {
    private final Transport transport;
    private @Nullable Producer producer;
    private boolean streaming;
    private boolean paused;
    private boolean pulling;
    private boolean wrote;

    /** A production without a producer. */
    public Production(Transport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
    }

    /**
     * Registers a producer. A push producer ({@code streaming}) writes until it is paused. A pull
     * producer writes once each time it is resumed, the first time inside this call. If the
     * connection has ended, it is stopped at once.
     *
     * @throws IllegalStateException if there is a producer already
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

    /** Removes the producer; does nothing if there is none. */
    public void unregisterProducer() {
        producer = null;
    }

    /** Sends data of the producer. */
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

    /** Must be called when less than the low-water mark is queued. */
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

    /** Must be called when the connection has ended. */
    public void connectionLost() {
        if (producer != null) {
            Producer stopped = producer;
            producer = null;
            stopped.stopProducing();
        }
    }
}
