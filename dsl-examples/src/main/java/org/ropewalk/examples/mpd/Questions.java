package org.ropewalk.examples.mpd;

/**
 * A list of questions, each of which is answered.
 *
 * @param player what is asked for
 * @param session the next state
 */
record Questions(Player player, Mpd.Ready session) implements Mpd.OkList {
    @Override
    public Mpd.NowInList status() {
        return new Mpd.NowInList(player.status());
    }

    @Override
    public Mpd.SongsInList currentSong() {
        return new Mpd.SongsInList(player.current());
    }

    @Override
    public Mpd.Ready end() {
        return session;
    }
}
