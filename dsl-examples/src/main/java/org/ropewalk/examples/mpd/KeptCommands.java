package org.ropewalk.examples.mpd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.examples.mpd.Player.Refused;

/** A list of commands that are run together. */
final class KeptCommands implements Mpd.CommandList {
    /** Commands of one list. */
    private static final int MOST = 16_384;

    private final Player player;
    private final Mpd.Ready session;
    private final List<Kept> commands = new ArrayList<>();

    /** What a command does. */
    private interface Deed {
        List<Mpd.Song> run() throws Refused;
    }

    private record Kept(String name, Deed deed) {}

    KeptCommands(Player player, Mpd.Ready session) {
        this.player = player;
        this.session = session;
    }

    private void keep(String name, Deed deed) {
        if (commands.size() < MOST) {
            commands.add(new Kept(name, deed));
        } else {
            commands.set(MOST - 1, new Kept(name, KeptCommands::tooMany));
        }
    }

    private static List<Mpd.Song> tooMany() throws Refused {
        throw Refused.argument("too many commands in a list");
    }

    @Override
    public void add(String uri) {
        keep(
                "add",
                () -> {
                    player.add(uri);
                    return List.of();
                });
    }

    @Override
    public void delete(Mpd.Range range) {
        keep(
                "delete",
                () -> {
                    player.delete(range);
                    return List.of();
                });
    }

    @Override
    public void clear() {
        keep(
                "clear",
                () -> {
                    player.clear();
                    return List.of();
                });
    }

    @Override
    public void find(String tag, String what) {
        keep("find", () -> player.find(tag, what, false));
    }

    @Override
    public void search(String tag, String what) {
        keep("search", () -> player.find(tag, what, true));
    }

    @Override
    public void playlistInfo(Optional<Mpd.Range> range) {
        keep("playlistinfo", () -> range.isEmpty() ? player.songs() : player.songs(range.get()));
    }

    @Override
    public void tagTypes(String what, List<String> tags) {
        keep("tagtypes", List::of);
    }

    @Override
    public void other(String verb, String arguments) {
        keep(
                "",
                () -> {
                    throw new Refused(5, "unknown command \"" + verb + "\"");
                });
    }

    @Override
    public Mpd.Ran end() throws Mpd.ListAck {
        List<Mpd.Song> songs = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Kept command = commands.get(i);
            try {
                songs.addAll(command.deed().run());
            } catch (Refused e) {
                throw new Mpd.ListAck(e.code(), i, command.name(), e.getMessage(), session);
            }
        }
        return new Mpd.Ran(songs, session);
    }
}
