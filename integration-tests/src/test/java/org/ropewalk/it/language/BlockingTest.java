package org.ropewalk.it.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.client.Connection;
import org.ropewalk.it.real.Served;

/** Where handlers run that may block. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingTest {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    /** Outside, and nothing else. */
    private static class Handler implements Gate.Out {
        @Override
        public String greeting() {
            return "there";
        }

        @Override
        public Gate.In enter(String word) throws Gate.No {
            throw new Gate.No(word);
        }

        @Override
        public Optional<Gate.In> attempt(String word) {
            return Optional.empty();
        }

        @Override
        public Gate.Question ask() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void leave() {}

        @Override
        public String thread() throws Gate.No {
            try {
                Method isVirtual = Thread.class.getMethod("isVirtual");
                boolean virtual = (boolean) isVirtual.invoke(Thread.currentThread());
                return virtual ? "virtual" : Thread.currentThread().getName();
            } catch (NoSuchMethodException e) {
                return Thread.currentThread().getName();
            } catch (ReflectiveOperationException e) {
                throw new Gate.No(e.toString());
            }
        }
    }

    private static String thread(Served served) throws Gate.No {
        Gate.Events deaf =
                new Gate.Events() {
                    @Override
                    public void said(String text) {}

                    @Override
                    public void there(java.util.List<String> names) {}

                    @Override
                    public void in(Gate.In next) {}
                };
        try (Connection<GateClient.Out> connection =
                GateClient.open(served.reactor(), served.endpoint(), deaf).join()) {
            Gate.Out out = connection.blocking();
            return out.thread();
        }
    }

    @Test
    void on_virtual_threads_where_the_jdk_has_them() throws Exception {
        try (Served served = new Served(reactor -> new GateFactory(peer -> new Handler()))) {
            boolean has = Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS;
            assertThat(thread(served)).matches(has ? "virtual" : "ropewalk-blocking-\\d+");
        }
    }

    @Test
    void where_the_factory_says() throws Exception {
        try (Served served =
                new Served(
                        reactor -> {
                            GateFactory factory = new GateFactory(peer -> new Handler());
                            factory.blocking(task -> new Thread(task, "mine").start());
                            return factory;
                        })) {
            assertThat(thread(served)).isEqualTo("mine");
        }
    }
}
