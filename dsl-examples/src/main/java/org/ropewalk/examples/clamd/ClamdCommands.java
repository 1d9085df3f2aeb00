package org.ropewalk.examples.clamd;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Payload.Chunk;
import org.ropewalk.annotation.Payload.Framing;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.PayloadStream;

/** The commands of clamd, as the manual of clamd(8) lists them; one for each connection. */
public interface ClamdCommands {
    /** Checks that the server answers. */
    @Command("PING")
    @Reply(value = "PONG", close = true)
    void ping();

    /** Returns the program and the version of its signatures. */
    @Command("VERSION")
    @Reply(value = "{*}", close = true)
    String version();

    /** Returns the program and the commands that it knows. */
    @Command("VERSIONCOMMANDS")
    @Reply(value = "{version*}| COMMANDS: {commands...}", close = true)
    Commands versionCommands();

    /** Requests newer signatures; there are none. */
    @Command("RELOAD")
    @Reply(value = "RELOADING", close = true)
    void reload();

    /** Scans a file, or the files of a directory up to the first that is infected. */
    @Blocking
    @Command("SCAN {path*}")
    Result scan(String path);

    /** As {@code SCAN}; continues after an infected file. */
    @Blocking
    @Command("CONTSCAN {path*}")
    Result contScan(String path);

    /** As {@code CONTSCAN}, with several files at once. */
    @Blocking
    @Command("MULTISCAN {path*}")
    Result multiScan(String path);

    /** Scans the chunks that follow, each after its length, up to an empty one. */
    @Command("INSTREAM")
    CompletionStage<Result> instream(
            @Payload(value = Framing.CHUNKED, chunk = Chunk.UINT32) PayloadStream stream);

    /** The program and its commands. */
    record Commands(String version, List<String> commands) {}

    /** What was found. */
    sealed interface Result {
        /** Nothing. */
        @Reply(value = "{path*}: OK", close = true)
        record Clean(String path) implements Result {}

        /** A virus. */
        @Reply(value = "{path*}: {signature} FOUND", close = true)
        record Found(String path, String signature) implements Result {}

        /** It cannot be scanned. */
        @Reply(value = "{path*}: {reason*} ERROR", close = true)
        record Failed(String path, String reason) implements Result {}
    }
}
