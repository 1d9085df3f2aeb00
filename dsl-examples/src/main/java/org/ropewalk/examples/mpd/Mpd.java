package org.ropewalk.examples.mpd;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Batch;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Payload.Framing;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;

/**
 * The protocol of the Music Player Daemon (0.23), for a player's queue. Replies of songs have no
 * line of their own, so that a generated client does not have these commands.
 */
@LineProtocol(
        initial = Mpd.Ready.class,
        terminator = {Terminator.LF, Terminator.CRLF},
        separator = Separator.BLANKS,
        spelling = Spelling.EXACT)
@Quoted
@Errors(
        unknown = @Reply("ACK \\[5@{index}\\] \\{\\} {'unknown command \"{verb}\"'}"),
        usage =
                @Reply(
                        "ACK \\[2@{index}\\] \\{{verb}\\} {'wrong number of arguments for \"{verb}\"'}"),
        malformed = @Reply("ACK \\[2@{index}\\] \\{{verb}\\} {'{message}'}"),
        misplaced = @Reply("ACK \\[5@{index}\\] \\{\\} {'unknown command \"{verb}\"'}"),
        tooBig = @Reply(value = Errors.SILENT, close = true),
        refusals = "ACK {*}")
@Limits(line = 4096, payload = Mpd.MOST_LIST, idleSeconds = 60)
public interface Mpd {
    /** The bytes of a list of commands. */
    int MOST_LIST = 2 << 20;

    /** The client has gone. */
    @OnDisconnect
    void gone();

    /** Commands are answered one by one. */
    interface Ready extends Mpd {
        @OnConnect
        @Reply("OK MPD {}")
        String greeting();

        @Command("ping")
        @Reply("OK")
        void ping();

        @Command("close")
        @Reply(close = true)
        void close();

        /** The state of the player: one. */
        @Command(value = "status", client = false)
        Now status();

        /** The song that is played, or would be: one or none. */
        @Command(value = "currentsong", client = false)
        Songs currentSong();

        /** The songs of the queue, or of a part of it. */
        @Command(value = "playlistinfo[ {range}]", client = false)
        Songs playlistInfo(Optional<Range> range) throws Ack;

        /** The songs of the collection whose tag is what is given. */
        @Command(value = "find {tag} {what}", client = false)
        Songs find(String tag, String what) throws Ack;

        /** The songs of the collection whose tag has what is given. */
        @Command(value = "search {tag} {what}", client = false)
        Songs search(String tag, String what) throws Ack;

        /** Adds a song, or all songs of a directory, to the end of the queue. */
        @Command("add {uri}")
        @Reply("OK")
        void add(String uri) throws Ack;

        /** Adds a song, and answers its number, which stays when others are moved. */
        @Command("addid {uri}[ {position}]")
        @Reply("Id: {}\nOK")
        int addId(String uri, OptionalInt position) throws Ack;

        @Command("delete {range}")
        @Reply("OK")
        void delete(Range range) throws Ack;

        @Command("clear")
        @Reply("OK")
        void clear();

        @Command("play[ {position}]")
        @Reply("OK")
        void play(OptionalInt position) throws Ack;

        @Command("pause[ {state}]")
        @Reply("OK")
        void pause(OptionalInt state);

        @Command("stop")
        @Reply("OK")
        void stop();

        @Command("setvol {volume}")
        @Reply("OK")
        void setVolume(int volume) throws Ack;

        /** Sets one of the options of the player. */
        @Command("{option} {on}")
        @Reply("OK")
        void set(Option option, int on) throws Ack;

        /** Which tags are answered; here all of them always are. */
        @Command("tagtypes {what}[ {tags...}]")
        @Reply("OK")
        void tagTypes(String what, List<String> tags);

        /** Waits for a change of the player. */
        @Command("idle[ {subsystems...}]")
        @Reply(each = "changed: {}", end = "OK")
        @Limits(requestSeconds = Limits.UNLIMITED)
        CompletionStage<List<String>> idle(List<String> subsystems);

        /** Ends the wait. */
        @Command(value = "noidle", interrupts = "idle")
        @Errors(misplaced = @Reply(Errors.SILENT))
        @NoReply
        void noIdle();

        /** Begins a list of commands that are run together. */
        @Command(value = "command_list_begin", client = false)
        @NoReply
        CommandList list();

        /** Begins a list of commands, each of which is answered. */
        @Command(value = "command_list_ok_begin", client = false)
        @NoReply
        OkList okList();
    }

    /** Commands are kept; the last runs them all, and the first error ends them. */
    @Batch(of = Ready.class)
    interface CommandList extends Mpd {
        @Command("command_list_end")
        CompletionStage<Ran> end(QueuedCommands commands);
    }

    /** As the other; each command that was run is answered. */
    @Batch(of = Ready.class, each = "list_OK")
    interface OkList extends Mpd {
        @Command("command_list_end")
        CompletionStage<Ran> end(QueuedCommands commands);
    }

    /** The replies of a list of commands. */
    @Reply("OK")
    record Ran(Replayed replies, Ready next) {}

    /** The state of the player. */
    @Reply
    record Now(@Payload(value = Framing.UNTIL, until = "OK") Status status) {}

    /** Songs. */
    @Reply
    record Songs(@Payload(value = Framing.UNTIL, until = "OK") List<Song> songs) {}

    /**
     * The state of the player.
     *
     * @param playlist a number that changes with the queue
     * @param song the place of the song that is played, or would be
     */
    @Format(
            """
            volume: {volume}
            repeat: {repeat}
            random: {random}
            single: {single}
            consume: {consume}
            playlist: {playlist}
            playlistlength: {length}
            state: {state}
            [song: {song}]
            [songid: {songId}]""")
    record Status(
            int volume,
            int repeat,
            int random,
            int single,
            int consume,
            int playlist,
            int length,
            State state,
            OptionalInt song,
            OptionalInt songId) {}

    /** A song; those of the queue have a place and a number. */
    @Format(
            """
            file: {file*}
            Artist: {artist*}
            Album: {album*}
            Title: {title*}
            Time: {seconds}
            [Pos: {position}]
            [Id: {id}]""")
    record Song(
            String file,
            String artist,
            String album,
            String title,
            int seconds,
            OptionalInt position,
            OptionalInt id) {}

    /** Places in the queue: one, or from one up to another, which is not among them. */
    @Format("{start}[:{end}]")
    record Range(int start, OptionalInt end) {}

    /** Whether the player plays. */
    enum State {
        @Format("play")
        PLAY,
        @Format("stop")
        STOP,
        @Format("pause")
        PAUSE
    }

    /** What is on or off. */
    enum Option {
        @Format("repeat")
        REPEAT,
        @Format("random")
        RANDOM,
        @Format("single")
        SINGLE,
        @Format("consume")
        CONSUME
    }

    /** A command that fails. */
    @Reply("ACK \\[{code}@{index}\\] \\{{command}\\} {message*}")
    @SuppressWarnings("serial")
    final class Ack extends Exception {
        private final int code;
        private final String command;

        /** An error of the protocol's list: 2 for an argument, 50 for what does not exist. */
        public Ack(int code, String command, String message) {
            super(message);
            this.code = code;
            this.command = command;
        }

        /** What kind of error it is. */
        public int code() {
            return code;
        }

        /** The command that failed. */
        public String command() {
            return command;
        }
    }
}
