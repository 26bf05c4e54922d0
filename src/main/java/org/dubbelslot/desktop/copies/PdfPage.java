package org.dubbelslot.desktop.copies;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.dubbelslot.transfer.CopyException;

/**
 * Draws the first page of a PDF, in memory. Somebody else made it: a page that takes too long is
 * given up, and while its drawing cannot be stopped, no other is begun.
 */
final class PdfPage {
  private static final float LARGEST_SCALE = 2;

  private final Duration patience;
  private final Semaphore drawing = new Semaphore(1);

  /** With the time that a page may take. */
  PdfPage(Duration patience) {
    this.patience = patience;
  }

  /**
   * Draws it.
   *
   * @throws CopyException.NotShowable when it is no PDF, has no page, needs a password or takes too
   *     long
   */
  Drawn first(byte[] bytes) throws CopyException.NotShowable, InterruptedException {
    if (!drawing.tryAcquire()) {
      throw new CopyException.NotShowable(null);
    }
    FutureTask<Drawn> task =
        new FutureTask<>(
            () -> {
              try {
                return draw(bytes);
              } finally {
                drawing.release();
              }
            });
    Thread thread = Thread.ofPlatform().daemon().name("preview").unstarted(task);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Its words may quote the document.
      throw new CopyException.NotShowable(null);
    }
  }

  private static Drawn draw(byte[] bytes) throws IOException {
    try (PDDocument document =
        Loader.loadPDF(bytes, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
      PDRectangle box = document.getPage(0).getCropBox();
      float longest = Math.max(box.getWidth(), box.getHeight());
      if (!(longest > 0)) {
        throw new IOException("a page without size");
      }
      float scale = Math.min(LARGEST_SCALE, Drawn.MOST / longest);
      PDFRenderer renderer = new PDFRenderer(document);
      renderer.setSubsamplingAllowed(true);
      return Drawn.of(renderer.renderImage(0, scale, ImageType.RGB));
    }
  }
}
