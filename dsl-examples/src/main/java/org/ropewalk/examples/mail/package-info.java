/**
 * Mail and news as they lie on disk, for the protocols that bring them and those that fetch them.
 */
package org.ropewalk.examples.mail;
