/** A server of notes, for an image of its own. */
module notes {
    requires org.ropewalk;
}
