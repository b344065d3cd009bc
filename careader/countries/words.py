"""Words that the context rules look for beside a name."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


HONORIFICS = word_set(
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Lady Lord Dame Mme. Prof. Professor Capt. Captain "
    "Sgt. Lieut. Lt. Col. Rep. Sen. Judge Justice Rev. Reverend Господин Г-н Г-жа"
)
OFFICES = word_set(
    "President Premier Prime Minister Chairman Leader Secretary General Marshal Comrade "
    "Senator Governor Congressman Representative Coach Ambassador Chancellor Commander Mayor "
    "Speaker Mullah Sheikh Colonel Dictator Generalissimo Presidents President-elect "
    "Президент Премьер Министр Генерал"
)
FUNCTION_WORDS = word_set(
    "In The And Of With From For To By Between At On After Before Since While When As But "
    "Both Although Like Unlike That This Its Our Their His Her If Where Whether Not Into "
    "Through Under Over Against Across Within Without About Is Was Are Were Has Had Have Will "
    "Would Can Could May Might Should Must Also Then Thus Yet Now Today Yesterday Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July "
    "August September October November December Meanwhile However Neighboring Neighbouring "
    "Modern Ancient Former Eastern Western Northern Southern Central East West North South "
    "New Old Greater Upper Lower King Kingdom Queen Why How What Who Even Only Because There "
    "Here"
)
ROLES = word_set(
    "Governor Gov Attorney Republican Republicans Democrat Democrats Senate Legislature Prime "
    "Foreign Vice Deputy President Minister Premier Ambassador Government Army Air Police "
    "National Central Federal State Ministry Parliament Embassy Republic Armed Forces Defence "
    "Defense Interior Finance Supreme Security Council River Valley Street Hashemite Basin "
    "Conference Summit Agreement Club Declaration Treaty Peace Talks Office Bureau Times Post "
    "Team Olympic Olympics Relations Affairs Economic Development Human Rights Border Command "
    "Authority Administration Bank University Institute Airport Delegation Mission "
    "Representative Permanent Railways Telecom Airways Airlines War Crisis"
)
"""Words that follow a country's name though they begin with a capital: Jordan Foreign Minister."""
GIVEN_NAMES = word_set(
    "Katie Kathy Cathy Debbie Jenny Molly Megan Olivia Sophie Sophia Hugo Felix Edith Elena "
    "Ivan Igor Oleg Pavel Sergei Dmitri Nikolai Иван Петр Сергей Николай Алексей Дмитрий Олег "
    "Игорь Павел Михаил Александр Андрей Анна Мария Елена Aaron Adam Adriana Alan Albert Alex "
    "Alexander Alexandra Alfred Alice Amanda Amy Anatole Andrew Angela Ann Anna Anne Annie "
    "Anthony Arthur Barbara Ben Benjamin Bernard Betty Bill Billy Bob Bobby Booker Brad Brian "
    "Bruce Calvin Carl Carol Caroline Catherine Charles Charlie Charlotte Chris Christina "
    "Christopher Craig Daniel Dave David Dawn Dean Deborah Denise Dennis Denzel Diana Diane "
    "Donald Donna Dorothy Doug Douglas Earl Ed Eddie Edward Eleanor Elizabeth Ellen Emily "
    "Emma Eric Ernest Eugene Eva Evelyn Francis Frank Fred Frederick Gary Gene George Gerald "
    "Gordon Grace Graham Greg Gregory Hamilton Hannah Harold Harriet Harry Heather Helen "
    "Henry Herbert Howard Hugh Ian Irving Isabel Jack Jackie Jacob James Jane Janet Jason "
    "Jean Jeff Jeffrey Jennifer Jerry Jessica Jill Jim Jimmy Joan Joe John Johnny Jonathan "
    "Joseph Josh Joshua Joyce Juan Judy Julia Julian Julie June Justin Karen Kate Katherine "
    "Keith Kelly Ken Kenneth Kerry Kevin Kim Larry Laura Lauren Lawrence Leo Leon Leonard "
    "Lewis Linda Lisa Louis Louise Lucy Luke Marcus Margaret Maria Marie Mark Martha Martin "
    "Mary Matt Matthew Maurice Max Melissa Michael Michelle Mike Nancy Natalie Nathan "
    "Nicholas Nick Nicole Nigel Norman Oliver Oscar Patricia Patrick Paul Paula Peter Phil "
    "Philip Phillip Rachel Ralph Ray Raymond Rebecca Richard Rick Rob Robert Robin Roger Ron "
    "Ronald Rose Ross Roy Russell Ruth Ryan Sally Sam Samuel Sandra Sara Sarah Scott Sean "
    "Sharon Shirley Simon Stanley Stella Stephen Steve Steven Stuart Sue Susan Ted Teresa "
    "Terry Theodore Thomas Tim Timothy Todd Tom Tommy Tony Vernon Victor Victoria Vincent "
    "Walter Wayne Wendy William Zachary Abdulla Akbar Akmal Alibek Aliya Alisher Anvar Aziz "
    "Bakhtiyor Bakhtiyar Daniyar Dariga Dilnoza Elnur Farhod Farkhod Feruza Gulnora Ibrahim "
    "Ismail Jahongir Jamshid Kamran Lola Makhmud Malika Mahmud Mukhtar Murat Murod Nargiza "
    "Nigora Nodir Nozim Rakhat Ramiz Rashid Ravshan Rinat Ruslan Rustam Said Sardor Sherzod "
    "Shukhrat Temur Timur Tofik Tolib Ulugbek Umid Vugar Yusuf Zafar Zulfiya Джек Джордж Джон "
    "Майкл Дензел Пэрис"
)
US_STATES = (
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware",
    "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky",
    "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi",
    "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico",
    "New York", "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania",
    "Rhode Island", "South Carolina", "South Dakota", "Tennessee", "Texas", "Utah", "Vermont",
    "Virginia", "West Virginia", "Wisconsin", "Wyoming",
    r"Ga\.", r"Pa\.", r"Tenn\.", r"Tex\.", r"Ind\.", r"Ill\.", r"Ky\.", r"Mass\.", r"Conn\.",
    r"N\.Y\.",
)  # fmt: skip
