package org.ropewalk.loop.ports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ropewalk.loop.Guard;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Reactor.Phase;
import org.ropewalk.reactor.Reactor.SystemEventTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be called at one system event, phase by phase. Belongs to the home loop. */
final class SystemEvents {
    private static final Logger LOG = LoggerFactory.getLogger(SystemEvents.class);

    private final Map<Phase, List<Trigger>> phases = new EnumMap<>(Phase.class);
    private final Set<Phase> over = EnumSet.noneOf(Phase.class);
    private final Loop home;

    SystemEvents(Loop home) {
        this.home = home;
        for (Phase phase : Phase.values()) {
            phases.put(phase, new ArrayList<>());
        }
    }

    SystemEventTrigger add(Phase phase, Supplier<? extends CompletableFuture<?>> call) {
        Objects.requireNonNull(call, "call");
        home.checkThread();
        if (over.contains(phase)) {
            throw new IllegalStateException("the event is over, or past its phase " + phase);
        }
        Trigger trigger = new Trigger(phase, call);
        phases.get(phase).add(trigger);
        return trigger;
    }

    /**
     * Fires all phases on the home loop: what the first returns is waited for, then {@code event}
     * takes place, then the other phases follow. Each step runs whatever becomes of the others.
     *
     * @param event is given what follows it, and runs that when it has taken place
     */
    void fire(Consumer<Runnable> event, Runnable done) {
        List<CompletableFuture<?>> awaited = new ArrayList<>();
        run(Phase.BEFORE, awaited);
        CompletableFuture<Void> all =
                CompletableFuture.allOf(awaited.toArray(new CompletableFuture<?>[0]));
        Runnable rest = () -> event.accept(() -> finish(done));
        if (all.isDone()) {
            rest.run();
        } else {
            // The last one may be completed on any thread, or inside another call.
            all.whenComplete((nothing, failure) -> home.callFromThread(rest));
        }
    }

    private void finish(Runnable done) {
        run(Phase.DURING, new ArrayList<>());
        run(Phase.AFTER, new ArrayList<>());
        done.run();
    }

    private void run(Phase phase, List<CompletableFuture<?>> awaited) {
        List<Trigger> triggers = phases.get(phase);
        while (!triggers.isEmpty()) {
            Trigger trigger = triggers.remove(0);
            trigger.called = true;
            Guard.run(LOG, "A system event trigger", () -> await(trigger.call.get(), awaited));
        }
        over.add(phase);
    }

    private static void await(CompletableFuture<?> future, List<CompletableFuture<?>> awaited) {
        if (future != null) {
            awaited.add(
                    future.whenComplete(
                            (value, failure) -> {
                                if (failure != null) {
                                    Guard.failed(LOG, "A system event trigger", failure);
                                }
                            }));
        }
    }

    private final class Trigger implements SystemEventTrigger {
        private final Phase phase;
        private final Supplier<? extends CompletableFuture<?>> call;
        private boolean called;

        Trigger(Phase phase, Supplier<? extends CompletableFuture<?>> call) {
            this.phase = phase;
            this.call = call;
        }

        @Override
        public void remove() {
            home.checkThread();
            if (called || !phases.get(phase).remove(this)) {
                throw new IllegalStateException("the trigger was already called or removed");
            }
        }
    }
}
