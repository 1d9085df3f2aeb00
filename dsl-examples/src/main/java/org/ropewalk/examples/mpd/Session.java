package org.ropewalk.examples.mpd;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.examples.mpd.Player.Refused;

/** One connection to the player. */
final class Session implements Mpd.Ready, Mpd.CommandList, Mpd.OkList, Player.Listener {
    static final String VERSION = "0.23.5";

    private static final List<String> SUBSYSTEMS =
            List.of("playlist", "player", "mixer", "options");

    private final Player player;
    private final Set<String> changes = new LinkedHashSet<>();
    private List<String> awaited = List.of();
    private CompletableFuture<List<String>> idle = CompletableFuture.completedFuture(List.of());

    Session(Player player) {
        this.player = player;
        player.listen(this);
    }

    @Override
    public String greeting() {
        return VERSION;
    }

    @Override
    public void gone() {
        player.leave(this);
    }

    @Override
    public void ping() {
        // The reply is all.
    }

    @Override
    public void close() {
        // The end of the connection is all.
    }

    // ---- questions

    @Override
    public Mpd.Now status() {
        return new Mpd.Now(player.status());
    }

    @Override
    public Mpd.Songs currentSong() {
        return new Mpd.Songs(player.current());
    }

    @Override
    public Mpd.Songs playlistInfo(Optional<Mpd.Range> range) throws Mpd.Ack {
        return songs(
                "playlistinfo", () -> range.isEmpty() ? player.songs() : player.songs(range.get()));
    }

    @Override
    public Mpd.Songs find(String tag, String what) throws Mpd.Ack {
        return songs("find", () -> player.find(tag, what, false));
    }

    @Override
    public Mpd.Songs search(String tag, String what) throws Mpd.Ack {
        return songs("search", () -> player.find(tag, what, true));
    }

    /** What a command does. */
    private interface Deed<T> {
        T run() throws Refused;
    }

    private static Mpd.Songs songs(String command, Deed<List<Mpd.Song>> deed) throws Mpd.Ack {
        return new Mpd.Songs(done(command, deed));
    }

    private static <T> T done(String command, Deed<T> deed) throws Mpd.Ack {
        try {
            return deed.run();
        } catch (Refused e) {
            throw new Mpd.Ack(e.code(), command, e.getMessage());
        }
    }

    // ---- orders

    @Override
    public void add(String uri) throws Mpd.Ack {
        done(
                "add",
                () -> {
                    player.add(uri);
                    return null;
                });
    }

    @Override
    public int addId(String uri, OptionalInt position) throws Mpd.Ack {
        return done("addid", () -> player.addId(uri, position));
    }

    @Override
    public void delete(Mpd.Range range) throws Mpd.Ack {
        done(
                "delete",
                () -> {
                    player.delete(range);
                    return null;
                });
    }

    @Override
    public void clear() {
        player.clear();
    }

    @Override
    public void play(OptionalInt position) throws Mpd.Ack {
        done(
                "play",
                () -> {
                    player.play(position);
                    return null;
                });
    }

    @Override
    public void pause(OptionalInt on) {
        player.pause(on);
    }

    @Override
    public void stop() {
        player.stop();
    }

    @Override
    public void setVolume(int volume) throws Mpd.Ack {
        done(
                "setvol",
                () -> {
                    player.volume(volume);
                    return null;
                });
    }

    @Override
    public void set(Mpd.Option option, int on) throws Mpd.Ack {
        done(
                option.name().toLowerCase(java.util.Locale.ROOT),
                () -> {
                    player.set(option, on);
                    return null;
                });
    }

    @Override
    public void tagTypes(String what, List<String> tags) {
        // All of them are answered.
    }

    // ---- changes

    @Override
    public CompletionStage<List<String>> idle(List<String> subsystems) {
        awaited = subsystems.isEmpty() ? SUBSYSTEMS : subsystems;
        idle = new CompletableFuture<>();
        tell();
        return idle;
    }

    @Override
    public void noIdle() {
        idle.complete(List.of());
    }

    @Override
    public void changed(String subsystem) {
        changes.add(subsystem);
        tell();
    }

    private void tell() {
        if (!idle.isDone()) {
            List<String> told = new ArrayList<>(changes);
            told.retainAll(awaited);
            if (!told.isEmpty()) {
                told.forEach(changes::remove);
                idle.complete(told);
            }
        }
    }

    // ---- lists of commands

    @Override
    public Mpd.CommandList list() {
        return this;
    }

    @Override
    public Mpd.OkList okList() {
        return this;
    }

    @Override
    public CompletionStage<Mpd.Ran> end(QueuedCommands commands) {
        return commands.run().thenApply(replies -> new Mpd.Ran(replies, this));
    }
}
