package org.ropewalk.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.ropewalk.reactor.Factory;

/** What a command of a shape may allocate. */
final class Allocation {
    /** What the JDK's own selector may cost, spread over the commands of a turn. */
    static final double NOTHING = 1;

    private Allocation() {}

    /** Asserts that the loop allocates {@code bytes} for each command. */
    static void assertOf(Factory factory, String command, String reply, int bytes)
            throws Exception {
        assertOf(new LoopAllocation(factory), command, reply, bytes);
    }

    /** As the other. */
    static void assertOf(LoopAllocation loop, String command, String reply, int bytes)
            throws Exception {
        double allocated = loop.of(command, reply, bytes + NOTHING);
        assertAbout(command, allocated, bytes);
    }

    /** Asserts that what was measured for {@code shape} is {@code bytes}. */
    static void assertAbout(String shape, double allocated, int bytes) {
        assertThat(allocated).as(shape).isLessThan(bytes + NOTHING);
    }
}
