package org.ropewalk.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.examples.bench.BenchExample;
import org.ropewalk.examples.benchstrings.BenchStringsExample;
import org.ropewalk.reactor.Factory;

/**
 * How many bytes the loop's thread allocates for a command of each shape, from the socket to the
 * socket. With borrowed arguments that is nothing; with strings it is the values that the handler
 * is given, and nothing else.
 */
class AllocationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get key | VALUE key 5 2;ab;END",
                "get miss | END",
                "set key 5 0 2;ab | STORED",
                "set key 5 0 2 noreply;ab;get key | VALUE key 5 2;ab;END",
                "delete miss | NOT_FOUND",
                "incr miss 18446744073709551615 | NOT_FOUND",
                "PING | PONG",
                "ECHO some text for an echo | some text for an echo",
            })
    void a_command_with_borrowed_arguments_allocates_nothing(String command, String reply)
            throws Exception {
        Allocation.assertOf(allocated(BenchExample.factory()), command, reply, 0);
    }

    /** A string of up to 8 characters: 24 bytes, its array 24; an array of 2 bytes: 24. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PING | PONG | 0",
                "ECHO text | text | 48",
                "set key 5 0 2;ab | STORED | 72",
                "delete miss | NOT_FOUND | 48",
                "incr miss 5 | NOT_FOUND | 48",
                // A list is gone through by an iterator: 32 bytes; with one value it is 24 itself.
                "get miss | END | 80",
                "get key | VALUE key 5 2;ab;END | 104",
            })
    void a_command_with_strings_allocates_these_and_nothing_else(
            String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(allocated(BenchStringsExample.factory()), command, reply, bytes);
    }

    /**
     * A payload that arrives in parts takes its array. Some KiB are allocated besides if the first
     * read has few bytes of it. The handler copies it into an array that it has.
     */
    @ParameterizedTest
    @ValueSource(ints = {65_536, 300_000, 1_048_576})
    void a_payload_in_parts_allocates_the_array_in_which_it_is_kept(int length) throws Exception {
        String set = "set large 0 0 " + length + ";" + "x".repeat(length);
        assertThat(allocated(BenchExample.factory()).of(set, "STORED", 50, 1, 1.05 * length))
                .isBetween(1.0 * length, 1.05 * length);
    }

    /** What is copied into the reply is in an array that the loop keeps. */
    @Test
    void a_large_value_in_a_reply_allocates_nothing() throws Exception {
        int length = 65_536;
        String value = "x".repeat(length);
        String set = "set large 0 0 " + length + ";" + value;
        String reply = "VALUE large 0 " + length + ";" + value + ";END";
        assertThat(
                        new LoopAllocation(BenchExample.factory(), set, "STORED")
                                .of("get large", reply, 50, 1))
                .isLessThan(0.05 * length);
    }

    private static LoopAllocation allocated(Factory factory) {
        return new LoopAllocation(factory, "set key 5 0 2;ab", "STORED");
    }
}
