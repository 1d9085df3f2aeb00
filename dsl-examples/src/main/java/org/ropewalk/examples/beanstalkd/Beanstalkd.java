package org.ropewalk.examples.beanstalkd;

import static org.ropewalk.annotation.Payload.Trailer.CRLF;
import static org.ropewalk.annotation.Separator.ONE_SPACE;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;

/** beanstalkd's protocol, every command of its protocol text (version 1.12). */
@LineProtocol(separator = ONE_SPACE, caseSensitive = true)
@Errors(
        unknown = @Reply("UNKNOWN_COMMAND"),
        malformed = @Reply("BAD_FORMAT"),
        payload = @Reply("EXPECTED_CRLF"),
        tooBig = @Reply("JOB_TOO_BIG"),
        memory = @Reply("OUT_OF_MEMORY"),
        failed = @Reply(value = "INTERNAL_ERROR", close = true))
@Limits(line = 222, errors = 100, idleSeconds = Limits.UNLIMITED, payloadDiscard = Limits.UNLIMITED)
public interface Beanstalkd {
    /** The client has gone: what it had reserved is ready again. */
    @OnDisconnect
    void gone();

    // ---- producers

    /** Puts a job into the tube in use. */
    @Command("put {pri} {delay} {ttr} {body.length}")
    @Limits(payload = 65_535)
    Put put(
            @Unsigned int pri,
            @Unsigned int delay,
            @Unsigned int ttr,
            @Payload(trailer = CRLF, maxLength = 4_294_967_295L) Bytes body)
            throws OutOfMemory;

    /** Wrong numbers: as in beanstalkd, no body is skipped. */
    @Command(value = "put {pri} {delay} {ttr} {length}", client = false)
    @Reply("BAD_FORMAT")
    void putWithoutNumbers(String pri, String delay, String ttr, String length);

    /** Chooses the tube that jobs are put into. */
    @Command("use {tube}")
    @Reply("USING {}")
    Tube use(Tube tube) throws OutOfMemory;

    // ---- workers

    /** Reserves the most urgent job of the watched tubes; waits for one. */
    @Command("reserve")
    @Limits(requestSeconds = Limits.UNLIMITED)
    CompletionStage<Reservation> reserve();

    /** As {@code reserve}, for so many seconds at the most. */
    @Command("reserve-with-timeout {seconds}")
    @Limits(requestSeconds = Limits.UNLIMITED)
    CompletionStage<Reservation> reserve(@Unsigned int seconds);

    /** Reserves one job of any tube. */
    @Command("reserve-job {id}")
    Reserved reserveJob(@Unsigned long id) throws NotFound;

    /** Removes a job. */
    @Command("delete {id}")
    @Reply("DELETED")
    void delete(@Unsigned long id) throws NotFound;

    /** Gives a reserved job back. */
    @Command("release {id} {pri} {delay}")
    @Reply("RELEASED")
    void release(@Unsigned long id, @Unsigned int pri, @Unsigned int delay) throws NotFound;

    /** Puts a reserved job aside. */
    @Command("bury {id} {pri}")
    @Reply("BURIED")
    void bury(@Unsigned long id, @Unsigned int pri) throws NotFound;

    /** Requests more time. */
    @Command("touch {id}")
    @Reply("TOUCHED")
    void touch(@Unsigned long id) throws NotFound;

    /** Watches one more tube. */
    @Command("watch {tube}")
    @Reply("WATCHING {}")
    int watch(Tube tube) throws OutOfMemory;

    /** Watches one tube less. */
    @Command("ignore {tube}")
    @Reply("WATCHING {}")
    int ignore(Tube tube) throws NotIgnored;

    // ---- everybody

    /** Shows a job. */
    @Command("peek {id}")
    Found peek(@Unsigned long id) throws NotFound;

    /** Shows the next job that is ready in the tube in use. */
    @Command("peek-ready")
    Found peekReady() throws NotFound;

    /** Shows the job whose delay ends first, in the tube in use. */
    @Command("peek-delayed")
    Found peekDelayed() throws NotFound;

    /** Shows the job there that was buried first. */
    @Command("peek-buried")
    Found peekBuried() throws NotFound;

    /** Makes buried jobs of the tube in use ready; delayed jobs if there are no buried ones. */
    @Command("kick {bound}")
    @Reply("KICKED {}")
    int kick(@Unsigned int bound);

    /** Makes a buried or delayed job ready. */
    @Command("kick-job {id}")
    @Reply("KICKED")
    void kickJob(@Unsigned long id) throws NotFound;

    /** About a job. */
    @Command("stats-job {id}")
    Yaml statsJob(@Unsigned long id) throws NotFound;

    /** About a tube. */
    @Command("stats-tube {tube}")
    Yaml statsTube(Tube tube) throws NotFound;

    /** About the server. */
    @Command("stats")
    Yaml stats();

    /** All tubes. */
    @Command("list-tubes")
    Yaml listTubes();

    /** The tube in use. */
    @Command("list-tube-used")
    @Reply("USING {}")
    Tube listTubeUsed();

    /** The watched tubes. */
    @Command("list-tubes-watched")
    Yaml listTubesWatched();

    /** No job of the tube is reserved for so many seconds. */
    @Command("pause-tube {tube} {delay}")
    @Reply("PAUSED")
    void pauseTube(Tube tube, @Unsigned int delay) throws NotFound;

    /** Ends the session. */
    @Command("quit")
    @Reply(close = true)
    void quit();

    // ---- answers

    /** What became of a job that was put. */
    sealed interface Put {
        /** It waits in its tube. */
        @Reply("INSERTED {id}")
        record Inserted(@Unsigned long id) implements Put {}

        /** It was put aside, for want of memory. */
        @Reply("BURIED {id}")
        record Buried(@Unsigned long id) implements Put {}

        /** The server does not accept more jobs. */
        @Reply("DRAINING")
        record Draining() implements Put {}
    }

    /** What came of the wish for a job. */
    sealed interface Reservation permits Reserved, DeadlineSoon, TimedOut {}

    /** A job, which is this client's until its time to run is over. */
    @Reply("RESERVED {id} {body.length}")
    record Reserved(@Unsigned long id, @Payload(trailer = CRLF) Bytes body)
            implements Reservation {}

    /** The time of a job that the client has already is nearly over. */
    @Reply("DEADLINE_SOON")
    record DeadlineSoon() implements Reservation {}

    /** No job came in time. */
    @Reply("TIMED_OUT")
    record TimedOut() implements Reservation {}

    /** A job that is shown. */
    @Reply("FOUND {id} {body.length}")
    record Found(@Unsigned long id, @Payload(trailer = CRLF) Bytes body) {}

    /** A list or a dictionary in YAML. */
    @Reply("OK {text.length}")
    record Yaml(@Payload(trailer = CRLF) Bytes text) {}

    /** The name of a tube: up to 200 letters, digits and {@code -+/;.$_()}, no hyphen in front. */
    record Tube(String name) {
        private static final int MAX_LENGTH = 200;

        /** Checks it. */
        public Tube {
            if (name.length() > MAX_LENGTH
                    || name.startsWith("-")
                    || !Names.isOf(name, "-+/;.$_()")) {
                throw new IllegalArgumentException("not a tube's name");
            }
        }
    }

    /** No such job or tube, or not in a state for that. */
    @Reply("NOT_FOUND")
    @SuppressWarnings("serial")
    final class NotFound extends Exception {
        /** Without a stack trace. */
        public NotFound() {
            super("not found", null, false, false);
        }

        /** The value, or this. */
        static <T> T unless(Optional<T> value) throws NotFound {
            return value.orElseThrow(NotFound::new);
        }
    }

    /** The server has no room for more. */
    @Reply("OUT_OF_MEMORY")
    @SuppressWarnings("serial")
    final class OutOfMemory extends Exception {
        /** Without a stack trace. */
        public OutOfMemory() {
            super("out of memory", null, false, false);
        }
    }

    /** The last watched tube is not ignored. */
    @Reply("NOT_IGNORED")
    @SuppressWarnings("serial")
    final class NotIgnored extends Exception {
        /** Without a stack trace. */
        public NotIgnored() {
            super("not ignored", null, false, false);
        }
    }
}
