package org.ropewalk.examples.gearman;

import java.util.List;
import java.util.OptionalInt;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;

/** The administrative protocol of gearmand, which gearadmin speaks (PROTOCOL, section 3). */
@LineProtocol(terminator = Terminator.LF_OR_CRLF)
@Errors(
        unknown = @Reply("ERR UNKNOWN_COMMAND {'Unknown+server+command'}"),
        usage =
                @Reply(
                        "ERR INVALID_ARGUMENTS {'An+incomplete+set+of+arguments+was+sent+to+this+command'}"),
        malformed = @Reply("ERR INVALID_ARGUMENTS {'{message}'}"),
        tooLong = @Reply(value = "ERR TOO_LONG {'Too+long+a+line'}", close = true))
@Limits(line = 1_000, idleSeconds = 60)
public interface Gearman {
    /** All functions. */
    @Command("status")
    @Reply(each = "{function*}\t{total}\t{running}\t{workers}", end = ".")
    List<Status> status();

    /** All connections of workers. */
    @Command("workers")
    @Reply(each = "{fd} {address} {id} :[ {functions...}]", end = ".")
    List<Worker> workers();

    /** All jobs. */
    @Command("show jobs")
    @Reply(each = "{handle}\t{retries}\t{ignore}\t{queued}", end = ".")
    List<Job> jobs();

    /** The identifiers that clients have given to jobs. */
    @Command("show unique jobs")
    @Reply(each = "{*}", end = ".")
    List<String> uniqueJobs();

    /** Removes a job that waits. */
    @Command("cancel job {handle}")
    @Reply("OK")
    void cancel(String handle) throws Refused;

    /** All functions, with the jobs that wait, by their priority. */
    @Command("prioritystatus")
    @Reply(each = "{function*}\t{high}\t{normal}\t{low}\t{workers}", end = ".")
    List<Priorities> priorities();

    /** Makes a function that no worker has announced. */
    @Command("create function {function}")
    @Reply("OK")
    void create(String function) throws Refused;

    /** Removes a function that has no jobs. */
    @Command("drop function {function}")
    @Reply("OK")
    void drop(String function) throws Refused;

    /** Limits the jobs that wait for a function; without a number it removes the limit. */
    @Command("maxqueue {function}[ {most}]")
    @Reply("OK")
    void maxQueue(String function, OptionalInt most);

    /** The version of the server. */
    @Command("version")
    @Reply("OK {*}")
    String version();

    /** From which level on the server logs. */
    @Command("verbose")
    @Reply("OK {*}")
    String verbose();

    /** The process of the server. */
    @Command("getpid")
    @Reply("OK {}")
    long pid();

    /** Ends the server, which no client may. */
    @Command("shutdown[ graceful]")
    @Reply("ERR NOT_ALLOWED {'The+server+is+not+ended+by+its+clients'}")
    void shutdown(boolean graceful);

    /** A function: jobs that wait or run, those that run, and workers that can do it. */
    record Status(String function, int total, int running, int workers) {}

    /** A function: jobs that wait, by their priority, and workers that can do it. */
    record Priorities(String function, int high, int normal, int low, int workers) {}

    /** A worker. */
    record Worker(int fd, String address, String id, List<String> functions) {}

    /** A job. */
    record Job(String handle, int retries, int ignore, int queued) {}

    /** The command was not done. */
    @Reply("ERR {code} {message*}")
    @SuppressWarnings("serial")
    final class Refused extends Exception {
        private final String code;

        /** With a word for programs and a text. */
        public Refused(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        /** The word for programs. */
        public String code() {
            return code;
        }
    }
}
