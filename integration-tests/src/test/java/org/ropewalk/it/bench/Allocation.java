package org.ropewalk.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.ropewalk.reactor.Factory;

/** What a command of a shape may allocate. */
final class Allocation {
    /**
     * What the JDK may allocate in a turn: where many descriptors are open, its selector makes an
     * object for the number of each that is ready.
     */
    static final double TURN = 64;

    /** The same, spread over the commands of a usual turn. */
    static final double NOTHING = TURN / LoopAllocation.COMMANDS;

    private Allocation() {}

    /** Asserts that the loop allocates {@code bytes} for each command. */
    static void assertOf(Factory factory, String command, String reply, int bytes)
            throws Exception {
        assertOf(new LoopAllocation(factory), command, reply, bytes);
    }

    /** As the other. */
    static void assertOf(LoopAllocation loop, String command, String reply, int bytes)
            throws Exception {
        double most = most(bytes, TURN / LoopAllocation.inTurn(command));
        assertThat(loop.of(command, reply, most)).as(command).isLessThan(most);
    }

    /** Asserts that what was measured for {@code shape} is {@code bytes}. */
    static void assertAbout(String shape, double allocated, int bytes) {
        assertThat(allocated).as(shape).isLessThan(most(bytes, NOTHING));
    }

    /** The objects of the JDK, as maps, have some bytes more in one version than in another. */
    private static double most(int bytes, double more) {
        return bytes + bytes / 32 + more;
    }
}
