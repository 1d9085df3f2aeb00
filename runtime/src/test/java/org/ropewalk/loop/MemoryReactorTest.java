package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** The contract over memory, with reads and writes cut at random. */
class MemoryReactorTest extends ReactorContract {
    private static final int PATIENCE = 100_000;

    private final MemoryNetwork network =
            new MemoryNetwork(4711).maxReadBytes(40_000).maxWriteBytes(30_000);

    @Override
    Reactor create() {
        Reactor reactor = network.reactor();
        network.run();
        return reactor;
    }

    @Override
    void until(BooleanSupplier condition) {
        for (int i = 0; i < PATIENCE && !condition.getAsBoolean(); i++) {
            network.run();
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).as("it never came").isTrue();
    }

    @Override
    void on(Runnable call) {
        network.run();
        call.run();
    }
}
