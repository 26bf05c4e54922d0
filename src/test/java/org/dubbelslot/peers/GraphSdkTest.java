package org.dubbelslot.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.microsoft.graph.core.models.UploadResult;
import com.microsoft.graph.core.tasks.LargeFileUploadTask;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.drives.item.items.item.DriveItemItemRequestBuilder;
import com.microsoft.graph.drives.item.items.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.drives.item.items.item.delta.DeltaGetResponse;
import com.microsoft.graph.models.DriveItem;
import com.microsoft.graph.models.DriveItemCollectionResponse;
import com.microsoft.graph.models.DriveItemUploadableProperties;
import com.microsoft.graph.models.Folder;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

@DisplayName("Microsoft's Graph SDK, with its defaults, takes the sandbox for Graph and")
class GraphSdkTest {
  @TempDir Path folder;
  private Microsoft microsoft;
  private GraphServiceClient graph;
  private String drive;

  @BeforeEach
  void start() throws Exception {
    microsoft = Microsoft.start(folder, o -> o);
    AccessToken token =
        new AccessToken(microsoft.token(), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
    graph = new GraphServiceClient(context -> Mono.just(token));
    drive = graph.me().drive().get().getId();
  }

  @AfterEach
  void stop() throws Exception {
    assertThat(microsoft.unanswered()).isEmpty();
    microsoft.close();
  }

  @Test
  @DisplayName("makes folders, lists them page by page, and follows changes")
  void foldersPagesAndChanges() throws Exception {
    DeltaGetResponse before = item("root").delta().get();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      DriveItem made = new DriveItem();
      made.setName("map " + i);
      made.setFolder(new Folder());
      names.add(item("root").children().post(made).getName());
    }

    DriveItemCollectionResponse page =
        item("root").children().get(request -> request.queryParameters.top = 2);
    assertThat(page.getValue()).hasSize(2);
    List<String> listed = new ArrayList<>();
    new PageIterator.Builder<DriveItem, DriveItemCollectionResponse>()
        .client(graph)
        .collectionPage(page)
        .collectionPageFactory(DriveItemCollectionResponse::createFromDiscriminatorValue)
        .processPageItemCallback(
            each -> {
              listed.add(each.getName());
              return true;
            })
        .build()
        .iterate();
    assertThat(listed).containsExactlyElementsOf(names);

    item("root:/map 3:").delete();
    DeltaGetResponse changes = item("root").delta().withUrl(before.getOdataDeltaLink()).get();
    assertThat(changes.getValue())
        .filteredOn(change -> change.getDeleted() == null)
        .extracting(DriveItem::getName)
        .contains("map 0", "map 4")
        .doesNotContain("map 3");
    assertThat(changes.getValue()).anyMatch(change -> change.getDeleted() != null);
  }

  @Test
  @DisplayName("sends a large file by an upload session and fetches it")
  void uploadAndDownload() throws Exception {
    long seed = new Random().nextLong();
    byte[] bytes = new byte[(11 << 20) + 123];
    new Random(seed).nextBytes(bytes);
    CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
    DriveItemUploadableProperties properties = new DriveItemUploadableProperties();
    properties.getAdditionalData().put("@microsoft.graph.conflictBehavior", "fail");
    body.setItem(properties);
    UploadSession session = item("root:/groot.bin:").createUploadSession().post(body);

    UploadResult<DriveItem> sent =
        new LargeFileUploadTask<>(
                graph.getRequestAdapter(),
                session,
                new ByteArrayInputStream(bytes),
                bytes.length,
                DriveItem::createFromDiscriminatorValue)
            .upload();

    assertThat(sent.isUploadSuccessful()).isTrue();
    assertThat(sent.itemResponse.getSize()).isEqualTo(bytes.length);
    try (InputStream content = item(sent.itemResponse.getId()).content().get()) {
      assertThat(content.readAllBytes()).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  private DriveItemItemRequestBuilder item(String id) {
    return graph.drives().byDriveId(drive).items().byDriveItemId(id);
  }
}
