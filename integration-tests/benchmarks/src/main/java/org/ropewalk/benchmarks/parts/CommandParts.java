package org.ropewalk.benchmarks.parts;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ropewalk.examples.bench.BenchExample;
import org.ropewalk.examples.benchstrings.BenchStringsExample;
import org.ropewalk.reactor.Factory;

/** One command of a generated protocol, from bytes to bytes; 16 in each read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CommandParts {
    private static final int BATCH = 16;
    private static final String VALUE = "v".repeat(32);

    /** How arguments arrive. */
    public enum Arguments {
        /** Borrowed from the line. */
        BYTES,
        /** As strings. */
        STRINGS
    }

    @Param public Arguments arguments;

    private Conversation conversation;
    private byte[] pings;
    private byte[] lines;
    private byte[] numbers;
    private byte[] payloads;
    private byte[] hits;
    private byte[] misses;

    @Setup
    public void open() {
        Factory factory =
                arguments == Arguments.BYTES
                        ? BenchExample.factory()
                        : BenchStringsExample.factory();
        conversation = new Conversation(factory);
        String set = "set key 5 0 32\r\n" + VALUE + "\r\n";
        expect(set, "STORED\r\n");
        expect("set counter 0 0 7\r\n1000000\r\n", "STORED\r\n");
        pings = batch("PING\r\n", "PONG\r\n");
        lines = batch("ECHO " + "x".repeat(200) + "\r\n", "x".repeat(200) + "\r\n");
        numbers = Conversation.bytes("incr counter 1\r\n".repeat(BATCH));
        payloads = batch(set, "STORED\r\n");
        hits = batch("get key\r\n", "VALUE key 5 32\r\n" + VALUE + "\r\nEND\r\n");
        misses = batch("get nothing\r\n", "END\r\n");
    }

    private byte[] batch(String request, String reply) {
        expect(request.repeat(BATCH), reply.repeat(BATCH));
        return Conversation.bytes(request.repeat(BATCH));
    }

    private void expect(String request, String reply) {
        conversation.say(Conversation.bytes(request));
        if (!conversation.answer().equals(reply)) {
            throw new IllegalStateException("answered: " + conversation.answer());
        }
    }

    /** A verb is found, a constant written. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int dispatch() {
        return conversation.say(pings);
    }

    /** The end of a line of 207 bytes is found, its rest copied. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int lineScan() {
        return conversation.say(lines);
    }

    /** A number is read from a line, another from a value, a third written. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int number() {
        return conversation.say(numbers);
    }

    /** A payload of 32 bytes is taken and stored. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int payload() {
        return conversation.say(payloads);
    }

    /** A key is looked up, a line of three values and a payload written. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int reply() {
        return conversation.say(hits);
    }

    /** As {@link #reply()}, with nothing to write but the end. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int miss() {
        return conversation.say(misses);
    }
}
