package org.ropewalk.examples.mpd;

import java.util.List;
import java.util.OptionalInt;
import org.ropewalk.examples.Example;
import org.ropewalk.examples.mpd.Mpd.Song;

/** MPD, as an example. */
public final class MpdExample {
    private MpdExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "mpd",
                6600,
                "keeps the queue of a music player, without sound",
                "try: mpc -h HOST -p PORT add kraftwerk && mpc -h HOST -p PORT playlist",
                (reactor, directory) -> factory());
    }

    /** A factory with a small collection. */
    public static MpdFactory factory() {
        Player player =
                new Player(
                        List.of(
                                song("kraftwerk/autobahn.ogg", "Kraftwerk", "Autobahn", 1_362),
                                song(
                                        "kraftwerk/computer love.ogg",
                                        "Kraftwerk",
                                        "Computer Love",
                                        435),
                                song(
                                        "queen/the \"show\" must go on.ogg",
                                        "Queen",
                                        "The Show Must Go On",
                                        271)));
        return new MpdFactory(peer -> new Session(player));
    }

    private static Song song(String file, String artist, String title, int seconds) {
        return new Song(
                file, artist, title, title, seconds, OptionalInt.empty(), OptionalInt.empty());
    }
}
