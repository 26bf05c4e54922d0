package org.dubbelslot.drive.graph;

/**
 * What is done with a drive in a column of the fault matrix, and which requests the fault meets.
 */
enum Column {
  SMALL("PUT", "/content$"),
  BEGIN("POST", "/createUploadSession$"),
  LARGE("PUT", "/uploadSession$"),
  ASK("GET", "/content$"),
  BYTES("GET", "/download.aspx$"),
  LIST("GET", "/children$"),
  MOVE("PATCH", "/items/");

  private final String method;
  private final String path;

  Column(String method, String path) {
    this.method = method;
    this.path = path;
  }

  /** The fault with the requests that it is for. */
  String aim(String fault) {
    return "[{\"method\":\"%s\",\"path\":\"%s\",%s]".formatted(method, path, fault.substring(1));
  }
}
