package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Memory, with reads and writes cut at random. */
final class CutMemory implements Kernel {
    private static final int PATIENCE = 100_000;

    private final MemoryNetwork network =
            new MemoryNetwork(4711).maxReadBytes(40_000).maxWriteBytes(30_000);

    @Override
    public Reactor create() {
        Reactor reactor = network.reactor();
        network.run();
        return reactor;
    }

    @Override
    public void until(BooleanSupplier condition) {
        for (int i = 0; i < PATIENCE && !condition.getAsBoolean(); i++) {
            network.run();
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).as("it never came").isTrue();
    }

    @Override
    public void on(Runnable call) {
        network.run();
        call.run();
    }

    @Override
    public boolean advance(Duration duration) {
        network.advance(duration);
        return true;
    }
}
